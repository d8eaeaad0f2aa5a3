class Base:
    def method(self):
        return super().method(), __class__

    def nested(self):
        def inner():
            return __class__

        return inner

    __class__ = property(lambda self: object)


class Private:
    __secret = 1

    def method(self, __value):
        __local = self.__secret
        return __local, __value, __dunder__, __unknown
