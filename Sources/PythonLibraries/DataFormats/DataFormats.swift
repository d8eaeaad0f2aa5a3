/// Libraries that read and write data in files: YAML, TOML, JSON, arrays and tables.
extension Library {
    static let dataFormats = Library([
        .consumes: """
        lxml.etree.parse numpy.fromfile numpy.loadtxt numpy.save numpy.savetxt pandas.read_json
        simplejson.dump simplejson.load toml.dump toml.load tomli.load tomli_w.dump tomlkit.dump tomlkit.load
        ujson.dump ujson.load
        yaml.dump yaml.full_load yaml.load yaml.safe_dump yaml.safe_load yaml.unsafe_load
        """,
        .pure: "orjson.dumps orjson.loads simplejson.dumps simplejson.loads ujson.dumps ujson.loads",
    ])
}
