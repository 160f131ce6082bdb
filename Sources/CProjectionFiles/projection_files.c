/* PROJ opens whatever file the definition of a reference system names (`+nadgrids=/a/path`), be it a pipe that never
   ends. A context that is guarded opens those only that are installed with it. */
#define _GNU_SOURCE
#include "projection_files.h"

#include <limits.h>
#include <proj.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static _Thread_local unsigned refused;

unsigned projection_files_refused(void) { return refused; }

/* The folders of PROJ's own files, with a colon before, between and behind them. */
static char *folders;
static pthread_once_t folders_known = PTHREAD_ONCE_INIT;

static void find_folders(void) {
  const char *path = proj_info().searchpath;
  if (path == NULL) return;
  size_t size = strlen(path) + 3;
  folders = malloc(size);
  if (folders != NULL) snprintf(folders, size, ":%s:", path);
}

/* Whether a path names a file directly in one of the folders, or no folder at all: PROJ looks for its own files under
   their name alone, too. */
static int is_of_proj(const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL) return 1;
  pthread_once(&folders_known, find_folders);
  size_t length = (size_t)(slash - path);
  if (folders == NULL || length == 0 || length >= PATH_MAX) return 0;
  char folder[PATH_MAX + 2];
  snprintf(folder, sizeof folder, ":%.*s:", (int)length, path);
  return memchr(path, ':', length) == NULL && strstr(folders, folder) != NULL;
}

int projection_files_is_of_proj(const char *path) { return is_of_proj(path); }

/* Whether such a file is there. One that is named alone would be read where the program was started. */
static int is_installed(const char *path) {
  struct stat status;
  return strchr(path, '/') != NULL && is_of_proj(path) && stat(path, &status) == 0 &&
         S_ISREG(status.st_mode);
}

static PROJ_FILE_HANDLE *open_file(
    PJ_CONTEXT *context, const char *path, PROJ_OPEN_ACCESS access, void *data) {
  (void)context, (void)data;
  if (access == PROJ_OPEN_ACCESS_READ_ONLY && is_installed(path)) {
    return (PROJ_FILE_HANDLE *)fopen(path, "rbe");
  }
  if (!is_of_proj(path)) refused++;
  return NULL;
}

static size_t read_file(
    PJ_CONTEXT *context, PROJ_FILE_HANDLE *file, void *buffer, size_t size, void *data) {
  (void)context, (void)data;
  return fread(buffer, 1, size, (FILE *)file);
}

static size_t write_file(
    PJ_CONTEXT *context, PROJ_FILE_HANDLE *file, const void *buffer, size_t size, void *data) {
  (void)context, (void)file, (void)buffer, (void)size, (void)data;
  return 0;
}

static int seek_file(
    PJ_CONTEXT *context, PROJ_FILE_HANDLE *file, long long offset, int whence, void *data) {
  (void)context, (void)data;
  return fseeko((FILE *)file, (off_t)offset, whence) == 0;
}

static unsigned long long tell_file(PJ_CONTEXT *context, PROJ_FILE_HANDLE *file, void *data) {
  (void)context, (void)data;
  return (unsigned long long)ftello((FILE *)file);
}

static void close_file(PJ_CONTEXT *context, PROJ_FILE_HANDLE *file, void *data) {
  (void)context, (void)data;
  fclose((FILE *)file);
}

static int file_exists(PJ_CONTEXT *context, const char *path, void *data) {
  (void)context, (void)data;
  return is_installed(path);
}

static int change_nothing(PJ_CONTEXT *context, const char *path, void *data) {
  (void)context, (void)path, (void)data;
  return 0;
}

static int rename_nothing(PJ_CONTEXT *context, const char *path, const char *new, void *data) {
  (void)context, (void)path, (void)new, (void)data;
  return 0;
}

int projection_files_guard(PJ_CONTEXT *context) {
  static const PROJ_FILE_API files = {
      1,          open_file,   read_file,      write_file,     seek_file, tell_file,
      close_file, file_exists, change_nothing, change_nothing, rename_nothing};
  return proj_context_set_fileapi(context, &files, NULL);
}
