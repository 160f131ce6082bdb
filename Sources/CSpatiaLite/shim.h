#pragma once
#include <sqlite3.h>
#include <spatialite/gaiageo.h>
#include <spatialite.h>
