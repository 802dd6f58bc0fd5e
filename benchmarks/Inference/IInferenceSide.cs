namespace Ml.Gan.Benchmarks.Inference;

/// <summary>One way to make images.</summary>
internal interface IInferenceSide : IDisposable
{
    /// <summary>What makes them.</summary>
    string Name { get; }

    /// <summary>Makes one batch and gives the milliseconds that it took.</summary>
    double Run();
}
