namespace Ml.Gan.Data;

/// <summary>
/// Vocabulary of captions: words with their ids. Id 0 is the empty word, which ends a caption, and id 1 stands for
/// every word that isn't there; the others follow from the most frequent one on.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>Id of the end of a caption.</summary>
    public const int End = 0;

    /// <summary>Id of words that aren't in the vocabulary.</summary>
    public const int Unknown = 1;

    /// <summary>What is written for a word that isn't in the vocabulary.</summary>
    public const string UnknownWord = "<unknown>";

    private readonly Dictionary<string, int> _ids;

    /// <summary>A vocabulary of given words.</summary>
    /// <param name="words">
    /// Words by id: the first one is empty, the second <see cref="UnknownWord"/>, the others differ.
    /// </param>
    /// <exception cref="GanDataException">They aren't such a list.</exception>
    public Vocabulary(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words is not ["", UnknownWord, ..])
            throw new GanDataException(
                $"A vocabulary begins with '' and '{UnknownWord}'; this one begins with "
                + $"{(words.Count == 0 ? "nothing" : $"'{string.Join("', '", words.Take(2))}'")}.");
        Words = [.. words];
        _ids = [];
        for (int id = 0; id < words.Count; id++)
        {
            if (!_ids.TryAdd(words[id], id))
                throw new GanDataException($"The vocabulary has the word '{words[id]}' twice.");
        }
    }

    /// <summary>The words by id.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>How many there are, the end and the unknown word counted in.</summary>
    public int Count => Words.Count;

    /// <summary>The words of captions, the most frequent ones first, equally frequent ones in ordinal order.</summary>
    /// <param name="captions">The captions.</param>
    /// <param name="minCount">How often a word has to occur to be in the vocabulary, at least 1. Default 1.</param>
    /// <exception cref="GanDataException">No word occurs so often.</exception>
    public static Vocabulary FromCaptions(IEnumerable<string> captions, int minCount = 1)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentOutOfRangeException.ThrowIfLessThan(minCount, 1);
        string[] words =
        [
            .. captions.SelectMany(CaptionTokenizer.Split).CountBy(word => word)
                .Where(counted => counted.Value >= minCount)
                .OrderByDescending(counted => counted.Value)
                .ThenBy(counted => counted.Key, StringComparer.Ordinal)
                .Select(counted => counted.Key),
        ];
        return words.Length > 0
            ? new Vocabulary(["", UnknownWord, .. words])
            : throw new GanDataException(
                $"No word occurs {ShortText.Count(minCount, "time")} in the captions. Count fewer.");
    }

    /// <summary>Ids of the words of a caption, without the end.</summary>
    /// <param name="caption">The caption.</param>
    /// <returns>Ids from 1 on, in the order of the words.</returns>
    public IReadOnlyList<int> Encode(string caption) =>
        [.. CaptionTokenizer.Split(caption).Select(word => _ids.GetValueOrDefault(word, Unknown))];

    /// <summary>The caption that ids stand for, up to its end.</summary>
    /// <param name="ids">Ids of words; what follows an end is passed over.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is negative or not below <see cref="Count"/>.</exception>
    public string Decode(ReadOnlySpan<long> ids)
    {
        List<string> words = [];
        foreach (long id in ids)
        {
            if (id < 0 || id >= Count)
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"The vocabulary has {Count} words.");
            if (id == End)
                break;
            words.Add(Words[(int)id]);
        }
        return CaptionTokenizer.Join(words);
    }
}
