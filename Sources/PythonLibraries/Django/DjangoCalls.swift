/// Django: the output of management commands, and its clock.
extension Library {
    static let django = Library([
        .varies: "django.utils.timezone.now django.utils.crypto.get_random_string",
        // Messages inform the user; the request's message storage is not the program's data.
        .reports: "django.contrib.messages.* django.core.management.base.OutputWrapper().write",
        .pure: """
        django.utils.text.slugify django.utils.translation.gettext django.utils.translation.gettext_lazy
        """,
    ])
}
