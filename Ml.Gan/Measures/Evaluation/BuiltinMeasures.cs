using Ml.Gan.Data;

namespace Ml.Gan.Measures;

/// <summary>The measures that can be asked for by name.</summary>
public static class BuiltinMeasures
{
    private const int MostComponents = 16;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. For(SampleShape.Vector(1)).Select(measure => measure.Name)];

    /// <summary>
    /// All of them, in the order of a report; of the means and deviations, one for each of the first 16 components of a vector.
    /// </summary>
    public static IReadOnlyList<Measure> For(SampleShape shape)
    {
        int components = shape.IsImage ? 1 : Math.Min(shape.Length, MostComponents);
        return
        [
            new Mmd(),
            new MmdPValue(),
            new Frechet(),
            new Precision(),
            new Recall(),
            new SlicedWassersteinDistance(),
            new ClassesCovered(),
            new ClassEntropy(),
            new ClassDivergence(),
            new ConfidentShare(),
            new LabelAgreement(),
            new CodeAccuracy(),
            .. Enumerable.Range(0, components).Select(component => new ComponentMean(component)),
            .. Enumerable.Range(0, components).Select(component => new ComponentDeviation(component)),
        ];
    }

    /// <summary>Those with the given names.</summary>
    public static IReadOnlyList<Measure> For(SampleShape shape, IReadOnlyCollection<string> names) =>
        [.. For(shape).Where(measure => names.Contains(measure.Name))];
}
