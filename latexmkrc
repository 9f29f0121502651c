# latexmk's settings for the LaTeX that texcv writes.
#   by texcv:  latexmk -norc -r latexmkrc NAME.tex
#   by hand:   latexmk, in a folder that texcv wrote (a copy of this file lies there)

# A document that needs xelatex says so in its first line: %!TEX program = xelatex
sub texcv_first_line {
    open( my $file, '<', $_[0] ) or return '';
    my $line = <$file> // '';
    close $file;
    return $line;
}

sub texcv_engine {
    return texcv_first_line( $_[0] ) =~ /^\s*%\s*!\s*TEX\s+(?:TS-)?program\s*=\s*(\w+)/i ? lc $1 : 'pdflatex';
}

sub texcv_is_document {
    open( my $file, '<', $_[0] ) or return 0;
    while ( my $line = <$file> ) {
        if ( $line =~ /^[^%]*\\documentclass\b/ ) { close $file; return 1; }
    }
    close $file;
    return 0;
}

# The files named on the command line, else the documents in this folder.
my @texcv_files = grep { /\.tex$/ && -f } map { ( $_, "$_.tex" ) } grep { !/^-/ } @command_line_file_list, @ARGV;
if ( !@texcv_files ) {
    @texcv_files = grep { texcv_is_document($_) } glob('*.tex');
    @default_files = @texcv_files if @texcv_files;
}

my %texcv_engines = map { texcv_engine($_) => 1 } @texcv_files;
if ( my ($unknown) = grep { !/^(?:pdf|xe)latex$/ } sort keys %texcv_engines ) {
    die "latexmkrc: the first line asks for '$unknown'; texcv's documents are for pdflatex or xelatex\n";
}
if ( keys %texcv_engines > 1 ) {
    die "latexmkrc: some of these files want pdflatex and some xelatex; give latexmk one file: @texcv_files\n";
}
$pdf_mode = $texcv_engines{xelatex} ? 5 : 1;    # 5: xelatex, then xdvipdfmx
$dvi_mode = $postscript_mode = 0;

my $texcv_flags = '-interaction=nonstopmode -halt-on-error -file-line-error -no-shell-escape -synctex=0';
$pdflatex = "pdflatex $texcv_flags %O %S";
$xelatex  = "xelatex $texcv_flags %O %S";
$recorder = 1;
$max_repeat = 6;

# Nothing here has a .bib, an index or a glossary.
$bibtex_use = 0;

# TeX reads and writes in this folder and its own trees only.
$ENV{openin_any}  = 'p';
$ENV{openout_any} = 'p';

# One message, one line of the log.
$log_wrap = $ENV{max_print_line} = 10000;
$ENV{error_line}      = 254;
$ENV{half_error_line} = 238;

$clean_ext = 'synctex.gz synctex.gz(busy) xdv';
