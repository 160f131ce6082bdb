#ifndef COSM_TEXT_TABLE_HPP
#define COSM_TEXT_TABLE_HPP

#include "include/osm_reader.h"

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cosm {

// Texts by number, each stored once: tag values repeat thousands of times. Text 0 is the empty one.
class text_table {
 public:
  text_table() { id(std::string_view{}); }

  std::uint32_t id(std::string_view text) {
    const auto found = m_ids.find(std::string{text});
    if (found != m_ids.end()) { return found->second; }
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - m_bytes.size()) {
      throw std::bad_alloc{};
    }
    const auto id = static_cast<std::uint32_t>(m_offsets.size() - 1);
    m_bytes.append(text);
    m_offsets.push_back(static_cast<std::uint32_t>(m_bytes.size()));
    m_ids.emplace(text, id);
    return id;
  }

  // The table as C sees it; valid while this object lives and is not changed.
  osm_texts view() const noexcept {
    return osm_texts{m_offsets.size() - 1, m_offsets.data(), m_bytes.data()};
  }

 private:
  std::string m_bytes;
  std::vector<std::uint32_t> m_offsets{0};
  std::unordered_map<std::string, std::uint32_t> m_ids;
};

}  // namespace cosm

#endif
