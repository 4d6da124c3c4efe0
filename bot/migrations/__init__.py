"""The steps by which the tables came to be what they are; Alembic takes those that a database lacks."""
