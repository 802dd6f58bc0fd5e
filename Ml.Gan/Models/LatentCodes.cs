using Ml.Gan.Onnx;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// InfoGAN's codes (Chen et al., 2016): inputs of the generator that the discriminator's trunk has to recognize in the
/// samples, so that they come to mean something without labels. A row of codes is each categorical code one-hot, then
/// the continuous ones, which are uniform in [-1, 1].
/// </summary>
public sealed record LatentCodes
{
    /// <summary>Number of categories, at least 2, of each categorical code. Default none.</summary>
    public IReadOnlyList<int> Categorical { get; init; } = [];

    /// <summary>Number of continuous codes, at least 0. Default 0.</summary>
    public int Continuous { get; init; }

    /// <summary>
    /// λ of the information that the categorical codes and the samples share, a lower bound of which both networks
    /// raise; above 0. Default 1.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Weight
    {
        get;
        init => field = OptionValue.RequirePositive(value, nameof(LatentGanOptions.Codes), "The weight λ of the codes");
    } = 1;

    /// <summary>
    /// λ of the continuous codes, above 0. A smaller one leaves more of what tells the categories apart to those.
    /// Default 1.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double ContinuousWeight
    {
        get;
        init => field = OptionValue.RequirePositive(
            value, nameof(LatentGanOptions.Codes), "The weight λ of the continuous codes");
    } = 1;

    /// <summary>What a row of codes holds.</summary>
    internal CodesLayout Layout => new(Categorical, Continuous);

    /// <summary>Numbers in a row of codes.</summary>
    public int Size => Categorical.Sum() + Continuous;

    /// <summary>
    /// The codes as text, for example <c>10,c2</c>: one code of ten categories, and two continuous ones.
    /// </summary>
    public string Name => Layout.ToString();

    /// <summary>Reads codes as <see cref="Name"/> writes them.</summary>
    /// <exception cref="GanOptionException">The text can't be read, or asks for no codes.</exception>
    public static LatentCodes Parse(string text)
    {
        if (!CodesLayout.TryParse(text, out var layout))
            throw new GanOptionException(nameof(LatentGanOptions.Codes),
                "Codes are numbers of categories, at least 2 each, and cN for N continuous ones, with commas between "
                + $"them, as 10,c2; not '{text}'.");
        return new LatentCodes { Categorical = layout!.Categorical, Continuous = layout.Continuous };
    }

    /// <summary>Draws rows of codes, (N, <see cref="Size"/>): each category as likely as the others.</summary>
    internal Tensor Draw(int count, Generator random)
    {
        using var scope = NewDisposeScope();
        List<Tensor> columns = [];
        foreach (int categories in Categorical)
        {
            var chosen = Shard.Draw(
                [count], shape => torch.empty(shape, ScalarType.Int64, CPU).random_(0, categories, random));
            columns.Add(nn.functional.one_hot(chosen, categories).to_type(ScalarType.Float32));
        }
        if (Continuous > 0)
            columns.Add(Shard.Draw(
                [count, Continuous], shape => torch.empty(shape, ScalarType.Float32, CPU).uniform_(-1, 1, random)));
        return torch.cat(columns, 1).MoveToOuterDisposeScope();
    }
}
