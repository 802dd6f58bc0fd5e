namespace Ml.Gan.Measures;

/// <summary>A number that says how good generated samples are.</summary>
/// <param name="Name">Name on the command line and in JSON: "mmd".</param>
/// <param name="Title">Name for people: "MMD²".</param>
/// <param name="Description">What the number means, in a few words.</param>
/// <param name="Better">Which way it gets better.</param>
public abstract record Measure(string Name, string Title, string Description, Better Better)
{
    /// <summary>Unit, or an empty string. Default empty.</summary>
    public virtual string Unit => "";

    /// <summary>Whether it compares features, so that its value depends on their space. Default true.</summary>
    public virtual bool UsesFeatures => true;

    /// <summary>Why it can't be computed for such samples; null where it can. Default null.</summary>
    public virtual string? Objection(SampleSet samples) => null;

    /// <summary>Computes it. Of a set of other real samples, it gives what a perfect generator would get.</summary>
    /// <param name="real">Real samples.</param>
    /// <param name="candidate">Samples to judge, as many as there are real ones.</param>
    public abstract double Compute(SampleSet real, SampleSet candidate);
}
