import Benchmark
import DataSets
import Streets
import Workloads

/// The nearest facilities of every home, with access legs at both ends.
func registerPlaces() {
  let limit = Milliseconds.minutes(15)
  Data.province.ifPresent(for: "the answers of places") { url in
    Benchmark("Time field of each category") { _, answers in
      blackHole(answers.fields(within: limit))
    } setup: {
      try PlaceAnswers(DataSet(url))
    }
    Benchmark("Nearest facilities of all places, one worker") { _, prepared in
      blackHole(try await prepared.answers.answer(in: prepared.fields))
    } setup: {
      let answers = try PlaceAnswers(DataSet(url))
      return (answers: answers, fields: answers.fields(within: limit))
    }
  }
}
