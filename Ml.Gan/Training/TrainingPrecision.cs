using Ml.Gan.Native;

namespace Ml.Gan.Training;

/// <summary>
/// Numbers that layers compute with in training. Weights, statistics, losses and the optimizer's state are float32 with
/// either.
/// </summary>
public enum TrainingPrecision
{
    /// <summary>Full precision: float32, of 24 significant bits.</summary>
    Full,

    /// <summary>
    /// Mixed precision: convolutions and linear layers take and give bfloat16, of 8 significant bits and float32's
    /// range, which needs no scaling of losses (Kalamkar et al., 2019).
    /// </summary>
    Bf16,

    /// <summary>
    /// Mixed precision with float16, of 11 significant bits, for GPUs that have no bfloat16. Losses are scaled, so that
    /// gradients don't become 0, and updates whose gradients overflow are left out (Micikevicius et al., 2018).
    /// </summary>
    Float16,
}

internal static class TrainingPrecisions
{
    /// <summary>Name of the option.</summary>
    private const string Option = "Precision";

    /// <summary>Name of a precision, as in options and metadata.</summary>
    public static string NameOf(TrainingPrecision precision) => precision switch
    {
        TrainingPrecision.Bf16 => "bf16",
        TrainingPrecision.Float16 => "float16",
        _ => "float32",
    };

    /// <summary>Refuses a precision where it would be slower than float32.</summary>
    /// <exception cref="GanOptionException">The processor has no instructions for it.</exception>
    public static void Check(TrainingPrecision precision, bool isForced, TrainingDevice device)
    {
        OptionValue.Require(
            Enum.IsDefined(precision), Option, $"There is no precision {precision}; there are float32, bf16 "
            + "and float16.");
        if (precision == TrainingPrecision.Full || device != TrainingDevice.Cpu || isForced)
            return;
        OptionValue.Require(precision != TrainingPrecision.Float16, Option,
            "Precision float16 was asked for, which is for GPUs (device cuda): processors compute faster with bf16, if "
            + "with anything but float32. Take another precision, or force it (ForcePrecision, --force-precision), "
            + "which is slow here.");
        if (Bf16Instructions.AreThere)
            return;
        throw new GanOptionException(Option,
            "Precision bf16 was asked for, but this processor computes nothing faster with it: "
            + $"{Bf16Instructions.Found} Train with float32, or force it (ForcePrecision, --force-precision), which is "
            + "slow here.");
    }
}
