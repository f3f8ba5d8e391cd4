"""Run the migrations that `knowledge_base.database.upgrade` asks for, on the connection that it passes."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    version_table=attributes["version_table"],
    render_as_batch=True,
    transactional_ddl=True,  # all of it or nothing, with SQLite too: `upgrade` has begun the transaction
)
with context.begin_transaction():
    context.run_migrations()
