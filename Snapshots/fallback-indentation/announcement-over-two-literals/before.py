import warnings


def solve(matrix):
    answer = solve_fast(matrix)
    if answer is None:
        warnings.warn("The fast solver did not converge, falling "
                      "back to the slow one.", RuntimeWarning, stacklevel=2)
    answer = solve_slow(matrix)
    return answer
