async def ship(session, order):
    await session.refresh(order)
