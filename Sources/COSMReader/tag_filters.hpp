#ifndef COSM_TAG_FILTERS_HPP
#define COSM_TAG_FILTERS_HPP

#include "include/osm_reader.h"
#include "tags.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cosm {

// Which tags make an object a feature.
class tag_filters {
 public:
  tag_filters(const osm_filter *filters, std::size_t count) {
    m_texts.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
      m_texts.emplace_back(filters[i].key);
      const std::string_view key{m_texts.back()};
      auto &rule = m_rules[key];
      if (filters[i].value == nullptr) {
        rule.push_back({std::string_view{}, true, static_cast<std::uint32_t>(i)});
      } else {
        m_texts.emplace_back(filters[i].value);
        rule.push_back({m_texts.back(), false, static_cast<std::uint32_t>(i)});
      }
    }
  }

  // The numbers of the filters that the object meets, ascending.
  std::vector<std::uint32_t> matches(const osmium::OSMObject &object) const {
    std::vector<std::uint32_t> found;
    if (!has_tags(object)) { return found; }
    for_each_tag(object, [&](std::string_view key, std::string_view value) {
      const auto rule = m_rules.find(key);
      if (rule == m_rules.end()) { return; }
      for (const auto &wanted : rule->second) {
        if (wanted.is_any || wanted.value == value) { found.push_back(wanted.number); }
      }
    });
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  struct rule {
    std::string_view value;
    bool is_any;
    std::uint32_t number;
  };

  std::vector<std::string> m_texts;  // never grows beyond its reserve: the views stay valid
  std::unordered_map<std::string_view, std::vector<rule>> m_rules;
};

}  // namespace cosm

#endif
