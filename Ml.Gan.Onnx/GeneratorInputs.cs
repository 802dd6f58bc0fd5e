namespace Ml.Gan.Onnx;

/// <summary>The names of a generator's inputs.</summary>
public static class GeneratorInputs
{
    /// <summary>Latent vectors, float (N, z).</summary>
    public const string Latent = "latent";

    /// <summary>Seeds of noise that is made inside the graph, int64 (N).</summary>
    public const string Seed = "seed";

    /// <summary>Classes, int64 (N), from 0.</summary>
    public const string Label = "label";

    /// <summary>Vectors that say what is asked for, float (N, c).</summary>
    public const string Condition = "condition";

    /// <summary>Codes, float (N, k): each categorical code one-hot, then the continuous ones, in [-1, 1].</summary>
    public const string Codes = "codes";
}
