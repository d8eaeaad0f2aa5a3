from app.models import User

seen = []


async def welcome(user: User, text: str) -> None:
    seen.append((user.email, text))
