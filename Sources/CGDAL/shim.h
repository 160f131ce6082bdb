#pragma once
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <cpl_string.h>
#include <cpl_csv.h>
#include <cpl_http.h>

/* Lists of constant texts import differently from one GDAL version to the next. */

static inline GDALDatasetH circles_open_vector(const char *path, char **drivers, char **options) {
  return GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                    (const char *const *)drivers, (const char *const *)options, NULL);
}

static inline OGRErr circles_export_wkt(OGRSpatialReferenceH crs, char **options, char **wkt) {
  return OSRExportToWktEx(crs, wkt, (const char *const *)options);
}

/* The fields of the next record of a CSV file; NULL at its end. */
static inline char **circles_read_csv(VSILFILE *file, const char *delimiter) {
  return CSVReadParseLine3L(file, 0, delimiter, true, false, false, true);
}
