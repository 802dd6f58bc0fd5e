using System.Globalization;

namespace Ml.Gan.Onnx;

/// <summary>
/// Layout of a generator's row of codes (InfoGAN: Chen et al., 2016): each categorical code one-hot, then the
/// continuous ones. Codes are called d1, d2, … (categorical) and c1, c2, … (continuous).
/// </summary>
public sealed class CodesLayout
{
    private const int MostNumbers = 1 << 20;

    // Latents take their noise from the first counters of a row, codes from these on.
    private const long FirstCounter = 0xC0DE0000;

    /// <summary>A layout of one code or more.</summary>
    /// <param name="categorical">Number of categories, at least 2, of each categorical code.</param>
    /// <param name="continuous">Number of continuous codes.</param>
    /// <exception cref="ArgumentException">A number is out of range, or there is no code.</exception>
    public CodesLayout(IReadOnlyList<int> categorical, int continuous)
    {
        ArgumentNullException.ThrowIfNull(categorical);
        ArgumentOutOfRangeException.ThrowIfNegative(continuous);
        long size = categorical.Sum(categories => (long)categories) + continuous;
        if (size is < 1 or > MostNumbers || categorical.Any(categories => categories < 2))
            throw new ArgumentException(
                $"Codes are 1 to {MostNumbers} numbers, at least 2 for each categorical one; got "
                + $"[{string.Join(", ", categorical)}] and {continuous} continuous ones.");
        (Categorical, Continuous, Size) = ([.. categorical], continuous, (int)size);
        Names = [.. categorical.Select((_, i) => $"d{i + 1}"), .. Enumerable.Range(1, continuous).Select(i => $"c{i}")];
    }

    /// <summary>Number of categories of each categorical code.</summary>
    public IReadOnlyList<int> Categorical { get; }

    /// <summary>Number of continuous codes.</summary>
    public int Continuous { get; }

    /// <summary>Numbers in a row, k.</summary>
    public int Size { get; }

    /// <summary>The codes' names in their order: d1, d2, …, c1, c2, ….</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Reads numbers of categories, and cN for N continuous codes, with commas between them, for example <c>10,c2</c>.
    /// </summary>
    public static bool TryParse(string? text, out CodesLayout? layout)
    {
        layout = null;
        List<int> categorical = [];
        long continuous = 0;
        foreach (string part in text?.Split(',') ?? [])
        {
            bool isContinuous = part.StartsWith('c');
            if (!int.TryParse(
                    part.AsSpan(isContinuous ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                || number is < 1 or > MostNumbers || (!isContinuous && number < 2))
            {
                return false;
            }

            if (isContinuous)
                continuous += number;
            else
                categorical.Add(number);
        }

        long size = categorical.Sum(categories => (long)categories) + continuous;
        if (size is >= 1 and <= MostNumbers)
            layout = new CodesLayout(categorical, (int)continuous);
        return layout is not null;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Join(
        ',',
        [
            .. Categorical.Select(categories => categories.ToString(CultureInfo.InvariantCulture)),
            .. Continuous > 0 ? [string.Create(CultureInfo.InvariantCulture, $"c{Continuous}")] : Array.Empty<string>(),
        ]);

    /// <summary>
    /// Draws a row from its prior, as a pure function of the row's seed: each category as likely as the others,
    /// continuous codes uniform in [-1, 1].
    /// </summary>
    /// <param name="row">Where the k numbers go.</param>
    /// <param name="rowSeed">The row's seed, <see cref="LatentNoise.RowSeed"/>.</param>
    public void Draw(Span<float> row, long rowSeed)
    {
        row.Clear();
        long counter = FirstCounter;
        int start = 0;
        foreach (int categories in Categorical)
        {
            row[start + (int)((CounterNoise.Draw(rowSeed, counter++).First * categories) >> 32)] = 1;
            start += categories;
        }

        for (int i = start; i < Size; i++)
            row[i] = (float)(((CounterNoise.Draw(rowSeed, counter++).First + 0.5) * LatentNoise.UniformStep * 2) - 1);
    }

    /// <summary>Gives one code of a row a value: a category, counted from 0, or a number.</summary>
    /// <exception cref="ArgumentException">There is no such code or category, or the number isn't finite.</exception>
    internal void Set(Span<float> row, string name, float value)
    {
        int code = IndexOf(name);
        if (code >= Categorical.Count)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException($"The code {name} takes a finite number, not {value}.");
            row[Size - Continuous + code - Categorical.Count] = value;
            return;
        }

        int categories = Categorical[code];
        if (value != MathF.Floor(value) || value < 0 || value >= categories)
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The code {name} takes one of its categories, 0 to {categories - 1}, not {value}."));
        var oneHot = row.Slice(Categorical.Take(code).Sum(), categories);
        oneHot.Clear();
        oneHot[(int)value] = 1;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
                return i;
        }

        throw new ArgumentException(
            $"There is no code '{name}'; the generator has {ShortList.Of(Names)}.");
    }
}
