#ifndef COSM_FILE_FORMAT_HPP
#define COSM_FILE_FORMAT_HPP

#include <string>

namespace cosm {

// The format of an OpenStreetMap file in libosmium's words (pbf, osm, osm.gz, osm.bz2), told by its
// content: suffixes are lost in downloads. Throws file_error.
std::string find_format(const std::string &path);

}  // namespace cosm

#endif
