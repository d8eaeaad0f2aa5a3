/// Django: a management command's output, and its clock.
extension Library {
    static let django = Library([
        .varies: "django.utils.timezone.now django.utils.crypto.get_random_string",
        // It tells the user; the request's storage is not the program's data.
        .reports: "django.contrib.messages.* django.core.management.base.OutputWrapper().write",
        .pure: """
        django.utils.text.slugify django.utils.translation.gettext django.utils.translation.gettext_lazy
        """,
    ])
}
