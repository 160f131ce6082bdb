#ifndef COSM_BZIP2_STREAMS_HPP
#define COSM_BZIP2_STREAMS_HPP

namespace cosm {

// Makes libosmium read bzip2 files of several streams, as parallel compressors write them. Its own
// decompressor takes a stream's end for the file's wherever all bytes are in its buffer already.
void register_bzip2_streams();

}  // namespace cosm

#endif
