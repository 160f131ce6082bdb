#pragma once
#include <sqlite3.h>
#include <spatialite/gaiageo.h>
#include <spatialite.h>

/* SQLITE_TRANSIENT, a cast of -1, does not import: SQLite copies what is bound here. */
static inline int spatialite_shim_bind_text(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 size) {
  return sqlite3_bind_text64(statement, index, text, size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int spatialite_shim_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 size) {
  return sqlite3_bind_blob64(statement, index, bytes, size, SQLITE_TRANSIENT);
}

/* Where bytes begin in others, in time in proportion to both. The C library declares it only for its own extensions. */
extern void *memmem(const void *whole, size_t whole_size, const void *part, size_t part_size);

static inline const void *spatialite_shim_find(
    const void *whole, size_t whole_size, const void *part, size_t part_size) {
  return memmem(whole, whole_size, part, part_size);
}

static inline void spatialite_shim_result_text(
    sqlite3_context *context, const char *text, sqlite3_uint64 size) {
  sqlite3_result_text64(context, text == NULL ? "" : text, size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* Has every connection that is opened from now on shown to an observer. SQLite calls this an extension, and takes
   it by another signature than it calls it with. */
static inline int spatialite_shim_on_connection(
    int (*observer)(sqlite3 *connection, char **message,
                    const struct sqlite3_api_routines *routines)) {
  return sqlite3_auto_extension((void (*)(void))observer);
}
