#ifndef COSM_KEY_COLUMNS_HPP
#define COSM_KEY_COLUMNS_HPP

#include "tags.hpp"
#include "text_table.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cosm {

// The keys that were asked for, as columns of a row of text ids.
class key_columns {
 public:
  key_columns(const char *const *keys, std::size_t count) : m_count(count) {
    m_names.reserve(count);
    for (std::size_t i = 0; i < count; ++i) { m_names.emplace_back(keys[i]); }
    for (std::size_t i = 0; i < count; ++i) { m_column[m_names[i]].push_back(i); }
  }

  std::size_t count() const noexcept { return m_count; }

  // Appends the object's values, 0 where it has no such key. Of a key given twice the first counts.
  void append_row(const osmium::OSMObject &object, text_table &texts,
                  std::vector<std::uint32_t> &rows) const {
    const auto row = rows.size();
    rows.resize(row + m_count, 0);
    for_each_tag(object, [&](std::string_view key, std::string_view value) {
      const auto found = m_column.find(key);
      if (found == m_column.end()) { return; }
      for (const auto column : found->second) {
        if (rows[row + column] == 0) { rows[row + column] = texts.id(value); }
      }
    });
  }

 private:
  std::size_t m_count;
  std::vector<std::string> m_names;
  std::unordered_map<std::string_view, std::vector<std::size_t>> m_column;
};

}  // namespace cosm

#endif
