/* A rule for files belongs to a context of PROJ, and GDAL and SpatiaLite make contexts of their own to which there is no
   other way. So every context of the program is made by the function below: it bears the name of PROJ's own, and a
   program's functions come before those of its libraries. It is the program's, not the library's, to decide. */
#define _GNU_SOURCE
#include "projection_guard.h"

#include <dlfcn.h>
#include <proj.h>
#include <projection_files.h>

__attribute__((visibility("default"))) PJ_CONTEXT *proj_context_create(void) {
  PJ_CONTEXT *(*create)(void) = (PJ_CONTEXT * (*)(void)) dlsym(RTLD_NEXT, "proj_context_create");
  PJ_CONTEXT *context = create != NULL ? create() : NULL;
  if (context != NULL && !projection_files_guard(context)) {
    proj_context_destroy(context);
    return NULL;
  }
  return context;
}
