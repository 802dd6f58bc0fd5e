namespace Ml.Gan.Tests.Notebooks;

/// <summary>
/// What .NET Interactive offers to every cell, as far as the notebooks use it. What a reader sees ends up in
/// <see cref="Displayed"/>.
/// </summary>
public sealed class NotebookKernel
{
    private readonly List<object> _displayed = [];

    /// <summary>What the cells showed, in order.</summary>
    public IReadOnlyList<object> Displayed => _displayed;

#pragma warning disable IDE1006, CA1822 // Names and kind as .NET Interactive has them.
    /// <summary>Shows a value below the cell.</summary>
    public void display(object value) => _displayed.Add(value);

    /// <summary>Marks text as HTML, not to be escaped.</summary>
    public HtmlText HTML(string text) => new(text);
#pragma warning restore IDE1006, CA1822

    /// <summary>Text that is HTML.</summary>
    public sealed record HtmlText(string Text);
}
