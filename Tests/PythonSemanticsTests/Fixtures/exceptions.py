def f():
    try:
        risky()
    except ValueError as error:
        print(error)
    except (KeyError, errors.Other) as other:
        raise other from error
    else:
        done = True
    finally:
        error = None

    def later():
        return error, done

    return later


try:
    import fast as engine
except ImportError as failure:
    import slow as engine
print(failure)
