/// Libraries that hash passwords: each call uses a new salt and has no other effect.
extension Library {
    static let security = Library([
        .varies: """
        argon2.PasswordHasher().hash argon2.hash_password bcrypt.gensalt bcrypt.hashpw
        django.contrib.auth.hashers.make_password flask_bcrypt.Bcrypt().generate_password_hash
        flask_bcrypt.generate_password_hash
        passlib.apps.custom_app_context.hash passlib.context.CryptContext().encrypt
        passlib.context.CryptContext().hash passlib.hash.argon2.hash passlib.hash.bcrypt.hash
        passlib.hash.pbkdf2_sha256.hash passlib.hash.sha256_crypt.hash passlib.hash.sha512_crypt.hash
        pwdlib.PasswordHash().hash pwdlib.PasswordHash.recommended().hash werkzeug.security.generate_password_hash
        """,
        .pure: """
        argon2.PasswordHasher passlib.context.CryptContext passlib.context.CryptContext().verify
        werkzeug.security.check_password_hash
        """,
    ])
}
