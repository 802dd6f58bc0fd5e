namespace Ml.Gan.Benchmarks.Training;

/// <summary>One of the trainings that are compared.</summary>
internal interface ITrainingSide : IDisposable
{
    /// <summary>Name and version of what trains.</summary>
    string Name { get; }

    /// <summary>Threads that libtorch computes with.</summary>
    int Threads { get; }

    /// <summary>Trainable numbers of both networks together.</summary>
    long Parameters { get; }

    /// <summary>Trains on and gives the time of each step in milliseconds.</summary>
    double[] Run(int steps);
}
