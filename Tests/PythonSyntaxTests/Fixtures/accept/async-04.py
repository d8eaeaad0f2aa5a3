@deco
async def f(): pass

@deco(a)
@deco.b

# comment
async \
    def g(): pass
if x: pass
else:
    async def h(): ...
async  def  i  (  )  :  return
