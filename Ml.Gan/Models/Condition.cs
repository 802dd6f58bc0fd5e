using Ml.Gan.Data;

namespace Ml.Gan.Models;

/// <summary>
/// What samples are asked for by: it comes with the data, and generator and discriminator are told it (CGAN: Mirza
/// and Osindero, 2014).
/// </summary>
public abstract record Condition
{
    /// <summary>Name on the command line and in messages, for example <c>label</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether the discriminator meets the condition in an inner product with its last hidden layer (Miyato and Koyama,
    /// 2018), rather than next to the sample at its input. Default false.
    /// </summary>
    public bool Projection { get; init; }

    /// <summary>Numbers c in the condition of one sample of these data.</summary>
    /// <exception cref="GanDataException">The data carry nothing of the kind.</exception>
    public abstract int SizeFor(ISampleSource data);
}
