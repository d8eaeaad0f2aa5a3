import logging

from sqlalchemy import Column, Integer, String, create_engine, select
from sqlalchemy.exc import IntegrityError as UserIntegrityError
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db")
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    email = Column(String, unique=True, nullable=False)
    name = Column(String)


class Role(Base):
    __tablename__ = "roles"

    id = Column(Integer, primary_key=True)
    name = Column(String(50), unique=True)
    rank = Column(Integer, default=0)


def seed():
    db = SessionLocal()
    try:
        # ✅ Try-insert-catch pattern (optimistic locking)
        try:
            u = User(id=1, email="test@example.com")
            db.add(u)
            db.commit()  # Try to insert
            logger.info("✅ Seeded default user")

        except UserIntegrityError:
            # ✅ Another worker inserted first - that's fine!
            db.rollback()
            logger.info("👤 User already exists (inserted by another worker)")

    except Exception as e:
        logger.error(f"âŒ Failed to seed user: {e}", exc_info=True)
        db.rollback()
    finally:
        db.close()
