"""Runs the migrations on the connection that `marsad.store.engine.migrate` gives."""

from alembic import context

from marsad.store.schema import metadata

__all__: list[str] = []

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
