using System.CommandLine;
using Ml.Gan.Models;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>How the players are updated.</summary>
internal sealed class OptimiserOptions : OptionGroup
{
    private readonly ChoiceOption _optimizer;
    private readonly NumberOption<double> _learningRate;
    private readonly NumberOption<double> _discriminatorLearningRate;
    private readonly NumberOption<double> _beta1;
    private readonly NumberOption<double> _beta2;
    private readonly NumberOption<double> _linearDecay;
    private readonly NumberOption<double> _clipGradNorm;
    private readonly NumberOption<double> _ema;

    public OptimiserOptions()
        : base("Optimisers")
    {
        _optimizer = Add(new ChoiceOption(
            "--optimizer", "Optimiser of both. Default: what network and objective recommend.", [.. Choices.Optimizers.Keys]));
        _learningRate = Add(
            new NumberOption<double>("--learning-rate", "Step size of both. Default: what network and objective recommend.", 1e-12, 1000),
            nameof(OptimizerSettings.LearningRate));
        _discriminatorLearningRate = Add(
            new NumberOption<double>("--disc-learning-rate", "Step size of the discriminator, if another one.", 1e-12, 1000),
            nameof(LatentGanOptions.DiscriminatorOptimizer));
        _beta1 = Add(
            new NumberOption<double>("--beta1", "Adam's decay of the gradient's mean, below 1.", 0, 0.9999999), nameof(AdamSettings.Beta1));
        _beta2 = Add(
            new NumberOption<double>("--beta2", "Adam's decay of the squared gradient's mean, below 1.", 0, 0.9999999),
            nameof(AdamSettings.Beta2));
        _linearDecay = Add(
            new NumberOption<double>("--linear-decay", "Part of the training after which both step sizes fall to 0, as 0.5.", 0, 0.9999999),
            nameof(LatentGanOptions.LinearDecayStart));
        _clipGradNorm = Add(
            new NumberOption<double>("--clip-grad-norm", "Largest norm of each network's gradient.", 1e-12, double.MaxValue),
            nameof(LatentGanOptions.GradientClipping));
        _ema = Add(
            new NumberOption<double>(
                "--ema", "Decay of the moving average of the generator's weights, below 1; 0 for none.", 0, 0.9999999, 0.999),
            nameof(LatentGanOptions.EmaDecay));
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        var (network, objective) = (options.Network, options.Objective);
        options.GeneratorOptimizer = Chosen(network.RecommendedOptimizer(objective), line);
        var judging = Chosen(network.RecommendedDiscriminatorOptimizer(objective), line);
        options.DiscriminatorOptimizer = line.GetValue(_discriminatorLearningRate) is { } rate ? judging with { LearningRate = rate }
            : objective.UsesDiscriminator ? judging
            : null;
        options.LinearDecayStart = line.GetValue(_linearDecay);
        options.GradientClipping = line.GetValue(_clipGradNorm);
        options.EmaDecay = line.GetValue(_ema)!.Value;
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps)
    {
        var adam = options.GeneratorOptimizer as AdamSettings;
        return
        [
            (_optimizer, options.GeneratorOptimizer!.Name),
            (_learningRate, options.GeneratorOptimizer.LearningRate),
            (_discriminatorLearningRate, options.DiscriminatorOptimizer?.LearningRate),
            (_beta1, adam?.Beta1),
            (_beta2, adam?.Beta2),
            (_linearDecay, options.LinearDecayStart),
            (_clipGradNorm, options.GradientClipping),
            (_ema, options.EmaDecay),
        ];
    }

    private OptimizerSettings Chosen(OptimizerSettings recommended, ParseResult line)
    {
        string name = line.GetValue(_optimizer) ?? recommended.Name;
        var chosen = name == recommended.Name ? recommended : Choices.Optimizers[name];
        chosen = chosen with { LearningRate = line.GetValue(_learningRate) ?? chosen.LearningRate };
        var (beta1, beta2) = (line.GetValue(_beta1), line.GetValue(_beta2));
        if (beta1 is null && beta2 is null)
            return chosen;
        return chosen is AdamSettings adam
            ? adam with { Beta1 = beta1 ?? adam.Beta1, Beta2 = beta2 ?? adam.Beta2 }
            : throw new GanOptionException(
                beta1 is null ? nameof(adam.Beta2) : nameof(adam.Beta1), $"The optimiser {name} has no betas; adam has.");
    }
}
