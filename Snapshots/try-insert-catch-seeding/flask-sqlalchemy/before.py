import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__, instance_path=os.getcwd())
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)


class Role(db.Model):
    __tablename__ = "roles"

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String, unique=True, nullable=False)


def seed():
    with app.app_context():
        if not Role.query.filter_by(name="admin").first():
            db.session.add(Role(name="admin"))
            db.session.commit()


with app.app_context():
    Base, engine = db.Model, db.engine
