namespace Ml.Gan.Training;

/// <summary>Settings of a <see cref="LiveView"/>.</summary>
public sealed record LiveViewOptions
{
    /// <summary>
    /// Port that the page is served on, from 1 to 65535. Default 0: a free one, which the system chooses.
    /// </summary>
    public int Port { get; init; }

    /// <summary>Heading of the page. Default <c>Training</c>.</summary>
    public string Title { get; init; } = "Training";

    /// <summary>
    /// Pictures that are kept for the slider, at least 2. Where there are more, every second one of the earlier ones is
    /// left out, so that the slider always covers the whole training; so it is where they take more than 64 MiB.
    /// Default 100.
    /// </summary>
    public int MostPictures { get; init; } = 100;

    /// <summary>
    /// What the button "Stop and save" does, on a thread of the server. Default null: the training ends with the step
    /// in progress, as by <see cref="TrainingStep.Stop"/>.
    /// </summary>
    public Action? Stop { get; init; }
}
