#ifndef COSM_PBF_BLOCKS_HPP
#define COSM_PBF_BLOCKS_HPP

#include <string>

namespace cosm {

// Walks over the blocks of a PBF file without decoding them and throws file_error where they do not
// fill the file exactly.
//
// libosmium takes a block of length zero, and a file that ends inside a block's length, for the end
// of the data, so that a damaged file would be read as a smaller one.
void check_pbf_blocks(const std::string &path);

}  // namespace cosm

#endif
