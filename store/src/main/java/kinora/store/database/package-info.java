/// SQLite: how files are opened, and versions of their tables.
@NullMarked
package kinora.store.database;

import org.jspecify.annotations.NullMarked;
