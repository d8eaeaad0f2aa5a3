def f():
    """doc"""
    # comment

    x = """
not indented
  """
    y = (
1,
  2)
    z = \
1
    return x
class A:

    # comment

    def f(self):

        pass

    # comment
    x = 1

    class B:
        pass
  
    y = 2
