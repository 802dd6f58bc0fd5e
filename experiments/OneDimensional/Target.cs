using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using OxyPlot;

namespace Ml.Gan.Experiments.OneDimensional;

/// <summary>The distribution that a one-dimensional generator is to learn, with what is known of it.</summary>
internal sealed class Target
{
    private const int Places = 161;

    public Target(params IReadOnlyList<NormalComponent> components)
    {
        double total = components.Sum(component => component.Weight);
        Components = [.. components.Select(component => component with { Weight = component.Weight / total })];
        double mean = Components.Sum(component => component.Weight * component.Mean[0]);
        double variance = Components.Sum(component => component.Weight
            * (Square(component.StandardDeviation) + Square(component.Mean[0] - mean)));
        Moments = new Moments(mean, Math.Sqrt(variance));
        double low = components.Min(component => component.Mean[0] - 5 * component.StandardDeviation);
        double high = components.Max(component => component.Mean[0] + 5 * component.StandardDeviation);
        X = new ChartAxis("x", Math.Floor(Math.Min(low, -3)), Math.Ceiling(high));
        Grid = [.. Enumerable.Range(0, Places).Select(i => X.Minimum + (X.Maximum - X.Minimum) * i / (Places - 1))];
        Density = [.. Grid.Select(x => new DataPoint(x, DensityAt(x)))];
    }

    /// <summary>The modes; their weights sum to 1.</summary>
    public IReadOnlyList<NormalComponent> Components { get; }

    /// <summary>Mean and standard deviation of the whole.</summary>
    public Moments Moments { get; }

    /// <summary>An axis wide enough for the modes and for a generator that starts around 0.</summary>
    public ChartAxis X { get; }

    /// <summary>Places along the axis.</summary>
    public IReadOnlyList<double> Grid { get; }

    /// <summary>Of a kernel density estimate that shows the narrowest mode as it is.</summary>
    public double Bandwidth => 0.2 * Components.Min(component => component.StandardDeviation);

    /// <summary>The density at each of <see cref="Grid"/>.</summary>
    public IReadOnlyList<DataPoint> Density { get; }

    /// <summary>Samples of it.</summary>
    public NormalMixture Open(string name, int seed) => new(name, Components, seed);

    /// <summary>The probability between two places, by the trapezoidal rule.</summary>
    public double Share(double low, double high)
    {
        const int Parts = 1000;
        double step = (high - low) / Parts;
        double inside = Enumerable.Range(0, Parts + 1).Sum(i => DensityAt(low + i * step));
        return step * (inside - (DensityAt(low) + DensityAt(high)) / 2);
    }

    private double DensityAt(double x) => Components.Sum(component =>
    {
        double z = (x - component.Mean[0]) / component.StandardDeviation;
        return component.Weight * Math.Exp(-z * z / 2) / (component.StandardDeviation * Math.Sqrt(2 * Math.PI));
    });

    private static double Square(double value) => value * value;
}
