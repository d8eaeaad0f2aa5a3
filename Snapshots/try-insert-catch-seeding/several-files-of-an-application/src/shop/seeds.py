from sqlalchemy.orm import Session

from shop import models


class Seeder:
    def __init__(self, session: Session) -> None:
        self.session = session

    def role(self, name: str) -> models.Role:
        role = self.session.query(models.Role).filter_by(name=name).one_or_none()
        if role is None:
            role = models.Role(name=name)
            self.session.add(role)
            self.session.flush()
        return role
