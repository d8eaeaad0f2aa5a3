/// Libraries that read settings: python-decouple, environs, django-environ, Starlette's `Config`, Dynaconf.
extension Library {
    static let settings = Library([
        .settles: """
        decouple.config decouple.Config().get starlette.config.Config starlette.config.Config().get
        environ.Env().bool environ.Env().int environ.Env().list environ.Env().str environs.Env().bool
        environs.Env().int environs.Env().list environs.Env().str dynaconf.Dynaconf().get
        """
    ])
}
