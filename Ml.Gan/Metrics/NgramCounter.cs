namespace Ml.Gan.Metrics;

/// <summary>Counter of n-grams, runs of n words: each that is met gets a number, which is its own.</summary>
internal sealed class NgramCounter
{
    /// <summary>The number of what is made of a number's n-gram, 0 where it is empty, and a further word.</summary>
    private readonly Dictionary<(int Beginning, string Word), int> _numbers = [];

    /// <summary>How often each n-gram is in a sentence.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="order">n, at least 1.</param>
    public Dictionary<int, int> Count(IReadOnlyList<string> words, int order)
    {
        var counts = new Dictionary<int, int>();
        for (int start = 0; start + order <= words.Count; start++)
        {
            int ngram = 0;
            for (int i = 0; i < order; i++)
                ngram = Extend(ngram, words[start + i]);
            counts[ngram] = counts.GetValueOrDefault(ngram) + 1;
        }
        return counts;
    }

    private int Extend(int beginning, string word)
    {
        if (!_numbers.TryGetValue((beginning, word), out int number))
            _numbers[(beginning, word)] = number = _numbers.Count + 1;
        return number;
    }
}
