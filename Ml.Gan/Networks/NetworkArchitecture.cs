using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>An immutable description of a generator and the discriminator that plays against it.</summary>
public abstract record NetworkArchitecture
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>dcgan</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Refuses sample shapes that the networks can't produce.</summary>
    /// <exception cref="GanOptionException">The shape isn't supported; the message names those that are.</exception>
    public abstract void Check(SampleShape shape);

    /// <summary>
    /// The stages that the networks are trained in, as the part of the training that each takes. Default one, the whole training.
    /// </summary>
    public virtual IReadOnlyList<double> StageShares(SampleShape shape) => [1];

    /// <summary>Creates an untrained generator.</summary>
    public abstract GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters);

    /// <summary>Creates an untrained discriminator, best by a <see cref="DiscriminatorBuilder"/>.</summary>
    public abstract DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters);
}
