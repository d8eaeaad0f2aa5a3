"""Random numbers, strings and f-strings in every notation that this Python accepts."""

import sys

HAS_FREE_FSTRINGS = sys.version_info >= (3, 12)  # PEP 701: any expression, line and quote in a field
NUMBERS = ("0", "00_0", "1", "1_000", "9" * 40, "0x1f", "0XDead_BeeF", "0x_0", "0o17", "0O_7", "0b101", "0B_1_0", "1.", ".5",
           "0.5", "1_0.2_5", "1e5", "1E-3", "1_0e+1_0", ".1e0", "00.5", "09e1", "0_0.0_0", "1.e3")
IMAGINARY = ("1j", "0J", "1.5j", ".5J", "1e3j", "07j", "1_0j")
PLAIN = ("", "text", "two words", "é", "変数", "🐍", "#no comment", "%s", "$", "!r", ":", "\t", "\f", ";", "\u2028", "e\u0301")
ESCAPES = ("\\n", "\\\\", "\\'", '\\"', "\\x41", "\\0", "\\07", "\\101", "\\t", "\\a", "\\v", "\\q", "\\8", "\\\n")
TEXT_ESCAPES = ("\\u00e9", "\\U0001F40D", "\\N{BULLET}", "\\N{latin small letter a}", "\\ud800", "\\é")
RAW_PAIRS = ("\\n", "\\\\", "\\'", '\\"', "\\{", "\\d+", "\\N", "\\x", "\\\n")
FIELDS = ("{0}", "{0}.real", "{0}[0]", "{0}[{1}]", "{0}({1}, *{2})", "{0} + {1}", "({0}, {1})", "{0}, {1}", "*{0}, {1}",
          "(lambda {0}: {1})", " {{{0}: {1}}}", " {{{0} for {1} in {2}}}", "[{0} for {1} in {2} if {1}]", "{0} if {1} else {2}",
          "not {0}", "-{0}", "await {0}", "yield", "yield {0}", "{0} == {1}", "{0} != {1}", "{0} >= {1}", "({0} := {1})",
          "{0} or {1} and {2}", "{0}[{1}:{2}]", "{0}({1}={2})", "...", "1", "0x1F", "(yield)", "{0} in {1}", "{0} is not {1}")


class Literals:
    def __init__(self, random, names):
        self.random = random
        self.names = names

    def chance(self, probability):
        return self.random.random() < probability

    def number(self, is_imaginary):
        return self.random.choice(IMAGINARY if is_imaginary else NUMBERS)

    def cased(self, prefix):
        letters = [letter.upper() if self.chance(0.3) else letter for letter in prefix]
        self.random.shuffle(letters)
        return "".join(letters)

    def quote(self):
        return self.random.choice(("'", '"', "'", '"', "'''", '"""'))

    def string(self, is_bytes):
        prefix = self.random.choice(("b", "b", "br") if is_bytes else ("", "", "", "r", "u"))
        quote = self.quote()
        parts = [self.part(prefix, quote) for _ in range(self.random.choice((0, 1, 1, 2, 4)))]
        return self.cased(prefix) + quote + self.tail("".join(parts), quote) + quote

    def part(self, prefix, quote):
        """A piece that neither ends the string nor breaks its line."""
        roll = self.random.random()
        if roll < 0.4:
            text = self.random.choice(RAW_PAIRS if "r" in prefix else
                                      ESCAPES if "b" in prefix or roll < 0.25 else TEXT_ESCAPES)
        elif roll < 0.5 and len(quote) == 3:
            text = self.random.choice(("\n", "\n\n  ", quote[0] + " ", quote[:2] + "x", "\n# no comment\n"))
        elif roll < 0.6:
            text = '"' if quote[0] == "'" else "'"
        else:
            text = self.random.choice(PLAIN)
        return text if "b" not in prefix or text.isascii() else "x"

    @staticmethod
    def tail(text, quote):
        return text + " " if text.endswith(quote[0]) else text

    def formatted(self, nesting=1, banned=""):
        """An f-string. `banned`: the quotes of those around it, where they may not be used again."""
        # Without PEP 701 what stands in a field may not break the line of an f-string further out.
        all_quotes = ("'", '"') if banned and not HAS_FREE_FSTRINGS else ("'", '"', "'''", '"""')
        quotes = [quote for quote in all_quotes if quote[0] not in banned]
        if not quotes:
            return self.random.choice(self.names)
        quote = self.random.choice(quotes)
        prefix = self.random.choice(("f", "f", "rf"))
        parts = []
        for _ in range(self.random.choice((0, 1, 2, 3))):
            if self.chance(0.5):
                text = self.random.choice(("{{", "}}", "{{}}", "{{{{")) if self.chance(0.3) else self.text(prefix, quote, banned)
                parts.append(text)
            else:
                parts.append(self.field(nesting, quote, banned + quote[0], "r" in prefix))
        return self.cased(prefix) + quote + self.tail("".join(parts), quote) + quote

    def text(self, prefix, quote, banned):
        text = self.part(prefix, quote)
        if not HAS_FREE_FSTRINGS and banned:  # an f-string in a field of 3.11: no backslash, line end or other quote
            return "text" if "\\" in text or "\n" in text or any(mark in text for mark in banned + "#") else text
        # A backslash before a brace opens a field all the same, and one before a name would have to be a character's.
        return "text" if text in ("\\{", "\\N", "\\x") or ("{" in text and not text.startswith("\\N{")) else text

    def field(self, nesting, quote, banned, is_raw, depth=0):
        text = self.expression(nesting, quote, banned)
        if self.chance(0.2) and self.may_show_itself(text, depth):
            text += self.random.choice((" ", "", "  ")) + "=" + self.random.choice((" ", ""))
        if HAS_FREE_FSTRINGS and self.chance(0.1):
            text = self.random.choice(("\n" + text + "\n", text + " # comment }\n"))
        elif len(quote) == 3 and self.chance(0.1):
            text = "\n " + text + "\n"
        if self.chance(0.25):
            text += self.random.choice(("!r", "!s", "!a"))
        if self.chance(0.3):
            text += ":" + self.specification(nesting, quote, banned, is_raw, depth)
        return "{" + text + "}"

    @staticmethod
    def may_show_itself(text, depth):
        """CPython 3.12 and 3.13.0 give a wrong text for `{value=}` in these cases."""
        return not HAS_FREE_FSTRINGS or depth == 0 and not any(mark in text for mark in ("!=", "#", "\\", "{"))

    def expression(self, nesting, quote, banned):
        if nesting and self.chance(0.15):
            return self.formatted(nesting - 1, "" if HAS_FREE_FSTRINGS else banned)
        if self.chance(0.1):
            inner = next((mark for mark in "'\"" if HAS_FREE_FSTRINGS or mark not in banned), None)
            if inner:
                return inner + self.random.choice(("text", "", "a b")) + inner
        names = self.random.choices(self.names, k=3)
        return self.random.choice(FIELDS).format(*names)

    def specification(self, nesting, quote, banned, is_raw, depth):
        parts = []
        for _ in range(self.random.choice((0, 1, 2, 3))):
            if depth == 0 and self.chance(0.4):
                parts.append(self.field(0, quote, banned, is_raw, depth + 1))
            else:
                parts.append(self.random.choice((">10", ".2f", " ", "é", "%H:%M", "!", "#x", ":", "=")))
        return "".join(parts)
