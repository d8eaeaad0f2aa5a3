from .roles import Role
