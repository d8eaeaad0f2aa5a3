class Quotes:
    def __init__(self, fast, slow, logger):
        self.fast = fast
        self.slow = slow
        self.logger = logger

    async def latest(self, symbol):
        quote = await self.fast.latest(symbol)

        if not quote or quote.get("error"):
            self.logger.warning(f"No live quote for {symbol}; fallback to the delayed feed")
        quote = await self.slow.latest(
            symbol,
            delay=15,
        )

        return quote
