using Ml.Gan.Models;
using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Networks;

/// <summary>An immutable description of a generator and the discriminator that plays against it.</summary>
public abstract record NetworkArchitecture
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>dcgan</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Refuses sample shapes that the networks can't produce.</summary>
    /// <exception cref="GanOptionException">The shape isn't supported; the message names those that are.</exception>
    public abstract void Check(SampleShape shape);

    /// <summary>Refuses options that the networks can't be trained with. Default none.</summary>
    /// <exception cref="GanOptionException">An option doesn't go with the networks.</exception>
    public virtual void Check(LatentGanOptions options)
    {
    }

    /// <summary>The fewest samples in a batch, at least 1. Default 2, which batch normalisation needs.</summary>
    public virtual int MinimumBatchSize => 2;

    /// <summary>Optimiser of the generator where the options name none. Default what the objective recommends.</summary>
    public virtual OptimizerSettings RecommendedOptimizer(Objective objective) => objective.RecommendedOptimizer;

    /// <summary>Optimiser of the discriminator where the options name none. Default the generator's.</summary>
    public virtual OptimizerSettings RecommendedDiscriminatorOptimizer(Objective objective) => RecommendedOptimizer(objective);

    /// <summary>
    /// The stages that the networks are trained in, as the part of the training that each takes. Default one, the whole training.
    /// </summary>
    public virtual IReadOnlyList<double> StageShares(SampleShape shape) => [1];

    /// <summary>Creates an untrained generator.</summary>
    public abstract GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters);

    /// <summary>Creates an untrained discriminator, best by a <see cref="DiscriminatorBuilder"/>.</summary>
    public abstract DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters);
}
