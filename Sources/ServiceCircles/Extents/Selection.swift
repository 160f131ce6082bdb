/// The number that would stand at `rank` if the numbers were sorted; they are moved about.
///
/// Hoare's selection with the middle of three as the pivot.
///
/// - Precondition: `rank` is an index of `numbers`.
/// - Complexity: O(n) on average.
package func selected(_ rank: Int, of numbers: inout [Double]) -> Double {
  var (low, high) = (0, numbers.count - 1)
  while low < high {
    let (a, b, c) = (numbers[low], numbers[(low + high) / 2], numbers[high])
    let pivot = max(min(a, b), min(max(a, b), c))
    var (i, j) = (low, high)
    while i <= j {
      while numbers[i] < pivot { i += 1 }
      while numbers[j] > pivot { j -= 1 }
      if i <= j {
        numbers.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if rank <= j {
      high = j
    } else if rank >= i {
      low = i
    } else {
      break
    }
  }
  return numbers[rank]
}
