using Ml.Gan.Training;

namespace Ml.Gan.Cli.Rendering;

/// <summary>Shows how a training goes on.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Runs a training, which has to tell the listener that it is given, and returns its number of steps.</summary>
    long Show(Func<ITrainingListener, long> train, long steps);
}
